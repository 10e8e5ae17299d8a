"""Reading a notebook, whatever state it is in, and laying out the cells to run."""

import copy
import gc
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course.cells import defined_names, normal
from autograder.course.model import assignment, assignment_names
from autograder.grading import notebook_file, submission
from autograder.grading.notebook_file import Unreadable
from autograder.grading.submission import parse, read
from autograder.reference import released
from autograder.reference.literate import source_notebook
from autograder.reference.released import released_cells

UNIT = "ps2_mnist"
NAMED = [exercise.id for exercise in assignment(UNIT).exercises if exercise.names]

KEYS = (
    "cells", "cell_type", "source", "metadata", "nbgrader", "grade_id", "id", "nbformat",
    "worksheets",
)  # fmt: skip

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner | st.sampled_from(["code", "sum_back", ["x = 1\n"], {"assignment": UNIT}]),
        )
    ),
)


@pytest.fixture
def laid_out():
    """`laid_out(notebook)`: its submission, as it comes from a file of that content."""
    return lambda notebook: parse(json.dumps(notebook).encode(), "hw.ipynb")


def sources(found):
    """Role and source of each cell of a submission, in order."""
    return [(cell.role, normal(cell.source)) for cell in found.cells]


RELEASED = [(cell.role, normal(cell.source)) for cell in released_cells(UNIT)]
FEWEST_CELLS = sum(cell.role in ("given", "check") for cell in released_cells(UNIT))


# What cannot be read


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "hw.ipynb is not a notebook: it is empty."),
        (b"print('hello')", "hw.ipynb is not a notebook: its content is not JSON but Python"),
        (b'{"cells": [{"cell_ty', "restore it from a checkpoint or hand it in again."),
        (b"[" * 100_000, "hw.ipynb is not a notebook: its content is not JSON that can be read"),
        ("{}".encode("utf-16"), "hw.ipynb is JSON, but no notebook: it has no list of cells."),
        (b"[1, 2]", "hw.ipynb is JSON, but no notebook: it should be an object with cells."),
        (b"null", "hw.ipynb is JSON, but no notebook: it should be an object with cells."),
        (b"{}", "hw.ipynb is JSON, but no notebook: it has no list of cells."),
        (b'{"cells": 3}', "hw.ipynb is JSON, but no notebook: it has no list of cells."),
        (b'{"nbformat": 3, "worksheets": [1]}', "an old notebook format that cannot be upgraded."),
        (
            b'{"cells": []}',
            "does not look like a notebook of any unit of this course "
            f"({', '.join(assignment_names())}).",
        ),
        (
            b'{"cells": [{"cell_type": "code", "metadata": {}, "source": ["x = 1"]}]}',
            "Start from the one in notebooks/.",
        ),
        (b'{"cells": [null, 3, {"cell_type": 3}], "metadata": 3}', "any unit of this course"),
        (json.dumps({"cells": [{}] * 5_001}).encode(), "hw.ipynb has 5001 cells; more than 5000"),
    ],
    ids=[
        "empty", "not JSON", "cut off", "nested deeply", "UTF-16", "a list", "null", "no cells",
        "cells that are no list", "old and broken", "no cells in it", "another course",
        "cells that are none", "thousands of cells",
    ],
)  # fmt: skip
def test_what_is_no_notebook_of_the_course_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(Unreadable) as caught:
        parse(content, "hw.ipynb")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_path_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(Unreadable, match=r"hw\.ipynb does not exist. Check the spelling"):
        read(tmp_path / "hw.ipynb")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="cannot be read: Is a directory"):
        read(tmp_path)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "hw.ipynb"
    with path.open("wb") as file:
        file.truncate(notebook_file.MAX_BYTES + 1)  # sparse: it takes no space
    with pytest.raises(Unreadable, match=r"is larger than 50 MB\. Clear its outputs"):
        read(path)


def parsed(value):
    """The submission in a notebook of that JSON, or the reason why there is none."""
    try:
        return parse(json.dumps(value).encode(), "hw.ipynb")
    except Unreadable as reason:
        return str(reason)


@given(json_values)
def test_any_json_is_a_submission_or_refused_in_a_sentence(value):
    for notebook in (value, {"cells": [value]}, {"metadata": value, "cells": [value, value]}):
        found = parsed(notebook)
        if isinstance(found, str):
            assert found.startswith("hw.ipynb ")
        else:
            assert len(found.cells) >= FEWEST_CELLS


# What the layout is


def test_the_released_notebook_is_laid_out_as_it_is(released, laid_out):
    found = laid_out(released)
    assert sources(found) == RELEASED
    assert found.notes == []
    assert found.assignment.name == UNIT


def test_an_answered_notebook_has_its_answers_and_no_notes(solved, laid_out, source_of):
    found = laid_out(solved)
    assert found.notes == []
    for cell in found.cells:
        if cell.role == "exercise":
            assert cell.source == source_of(solved, cell.id)


def test_a_byte_order_mark_is_read_over(released):
    content = b"\xef\xbb\xbf" + json.dumps(released).encode()
    assert sources(parse(content, "hw.ipynb")) == RELEASED


def test_cells_of_the_students_own_stay_where_they_were(solved, laid_out, with_cells, source_of):
    notebook = with_cells(solved, "exp_back", source_of(solved, "exp_back"), "scale = 3", "%ls")
    notebook["cells"].insert(0, {**notebook["cells"][-1], "cell_type": "code", "id": "first"})
    notebook["cells"][0] |= {"source": "a_first_thought = 1", "metadata": {}}
    found = laid_out(notebook).cells
    assert found[0].source == "a_first_thought = 1"
    place = next(i for i, cell in enumerate(found) if cell.id == "exp_back")
    assert [cell.source for cell in found[place + 1 : place + 3]] == ["scale = 3", "%ls"]
    assert [cell.role for cell in found[place + 1 : place + 3]] == ["own", "own"]


def test_given_cells_that_were_edited_are_restored_with_a_note(solved, laid_out, with_source):
    found = laid_out(with_source(solved, "given-engine", "class Tensor:\n    pass"))
    assert sources(found) == sources(laid_out(solved))
    assert found.notes == ["Given cells had been edited; the originals were used: given-engine."]


def test_given_cells_that_were_deleted_are_put_back_with_a_note(solved, laid_out, with_cells):
    found = laid_out(with_cells(with_cells(solved, "given-engine"), "given-mlp"))
    assert sources(found) == sources(laid_out(solved))
    assert found.notes == ["Given cells were missing and were put back: given-engine, given-mlp."]


def test_a_note_on_many_cells_is_short(solved, laid_out):
    solved["cells"] = [c for c in solved["cells"] if not c["id"].startswith("given-")]
    (note,) = laid_out(solved).notes
    assert note.endswith(" more.")
    assert len(note) < 200


def test_given_cells_that_were_moved_run_in_their_own_order(solved, laid_out):
    order = sources(laid_out(solved))
    solved["cells"].reverse()
    assert sources(laid_out(solved)) == order


@pytest.mark.parametrize("exercise", NAMED)
def test_a_deleted_exercise_cell_has_no_answer(exercise, solved, laid_out, with_cells):
    found = laid_out(with_cells(solved, exercise))
    assert found.answers(exercise) == []
    assert [c for c in sources(laid_out(solved)) if c not in sources(found)] == [
        (cell.role, normal(cell.source)) for cell in laid_out(solved).answers(exercise)
    ]


@pytest.mark.parametrize("exercise", NAMED)
def test_an_answer_in_a_new_cell_is_found_by_what_it_defines(
    exercise, solved, laid_out, with_cells, source_of
):
    notebook = with_cells(solved, exercise, "# moved below", source_of(solved, exercise))
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] != exercise]
    (answer,) = laid_out(notebook).answers(exercise)
    assert answer.source == source_of(solved, exercise)


def test_a_copy_of_the_stub_beside_the_answer_does_not_count(solved, released, laid_out):
    stub = next(copy.deepcopy(c) for c in released["cells"] if c["id"] == "sum_back")
    place = next(i for i, c in enumerate(solved["cells"]) if c["id"] == "sum_back")
    for at in (place, place + 1):
        notebook = copy.deepcopy(solved)
        notebook["cells"].insert(at, {**stub, "id": "duplicate"})
        assert sources(laid_out(notebook)) == sources(laid_out(solved))


def test_a_duplicated_answer_runs_twice_in_order_with_a_note(solved, laid_out, source_of):
    place = next(i for i, c in enumerate(solved["cells"]) if c["id"] == "sum_back")
    second = source_of(solved, "sum_back") + "\n# a second thought"
    solved["cells"].insert(
        place + 1, {**solved["cells"][place], "id": "duplicate", "source": second}
    )
    found = laid_out(solved)
    assert [c.source for c in found.answers("sum_back")] == [source_of(solved, "sum_back"), second]
    assert len({cell.id for cell in found.cells}) == len(found.cells)
    assert found.notes == ["sum_back is answered in 2 cells; all of them were run, in their order."]


def test_a_notebook_that_has_everything_twice_is_the_same_notebook(solved, laid_out):
    expected = sources(laid_out(solved))
    solved["cells"] = [cell for cell in solved["cells"] for _ in range(2)]
    found = laid_out(solved)
    assert [s for s in sources(found) if s[0] != "own"] == [s for s in expected if s[0] != "own"]
    assert found.notes == []


def test_an_answer_split_in_two_cells_is_run_whole(solved, laid_out, with_cells, source_of):
    whole = source_of(solved, "maximum_back")
    cut = whole.index("def maximum_back1")
    found = laid_out(with_cells(solved, "maximum_back", whole[:cut], whole[cut:]))
    assert "".join(c.source for c in found.answers("maximum_back")) == whole
    assert found.notes == [
        "maximum_back is answered in 2 cells; all of them were run, in their order."
    ]


@pytest.mark.parametrize("with_ids", [True, False], ids=["new ids", "no ids"])
@pytest.mark.parametrize("which", ["solved", "released"])
def test_stripped_metadata_changes_nothing(which, with_ids, request, laid_out):
    notebook = request.getfixturevalue(which)
    expected = sources(laid_out(notebook))
    notebook["metadata"] = {}
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] = {}
        cell.pop("id")
        if with_ids:
            cell["id"] = f"cell-{number}"
    found = laid_out(notebook)
    assert found.assignment.name == UNIT
    assert sources(found) == expected
    assert found.notes == []


def test_a_notebook_of_nbformat_3_is_upgraded(solved, laid_out):
    old = nbformat.convert(nbformat.reads(json.dumps(solved), as_version=4), 3)
    assert "cells" not in old
    assert sources(laid_out(old)) == sources(laid_out(solved))
    assert laid_out(old).notes == []


def test_a_notebook_of_nbformat_2_is_upgraded(solved, laid_out, source_of):
    cells = [
        {
            "cell_type": "code",
            "language": "python",
            "input": source_of(solved, cell["id"]),
            "outputs": [],
            "collapsed": False,
        }
        for cell in solved["cells"]
        if cell["cell_type"] == "code"
    ]
    old = {"nbformat": 2, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}
    assert sources(laid_out(old)) == sources(laid_out(solved))


@pytest.mark.parametrize("version", [99, 3, 1, "4", [4], None], ids=repr)
def test_a_strange_nbformat_with_cells_is_read_as_they_are(version, solved, laid_out):
    expected = sources(laid_out(solved))
    assert sources(laid_out({**solved, "nbformat": version})) == expected


def test_source_as_a_list_of_lines_is_the_same_source(solved, laid_out):
    expected = sources(laid_out(solved))
    for cell in solved["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    assert sources(laid_out(solved)) == expected


def test_a_unit_that_is_known_is_not_guessed():
    found = parse(b'{"cells": []}', "hw.ipynb", unit=UNIT)
    assert found.assignment.name == UNIT
    assert not any(cell.role == "exercise" for cell in found.cells)


@pytest.mark.parametrize("unit", ["ps1_backprop", "ps2_mnist"])
def test_all_in_one_cell_is_of_the_unit_most_of_whose_answers_it_has(unit):
    """Each of these defines answers to the other, which it gives or asks for again."""
    cells = source_notebook(unit).cells
    source = "\n\n".join(cell.source for cell in cells if cell.cell_type == "code")
    notebook = {"cells": [{"cell_type": "code", "source": source}]}
    assert parse(json.dumps(notebook).encode(), "homework.ipynb").assignment.name == unit


def test_a_notebook_named_after_a_unit_belongs_to_it():
    assert parse(b'{"cells": []}', "students/ada/ps2_mnist.ipynb").assignment.name == UNIT


def test_a_helper_beside_a_call_of_check_is_run(solved, laid_out, with_cells, source_of):
    """Such a cell is the student's own, though one of its lines is a whole check cell."""
    helper = 'def spread(grad, x):\n    return grad + np.zeros_like(x)\n\ncheck("sum_back")'
    notebook = with_cells(solved, "exp_back", source_of(solved, "exp_back"), helper)
    assert ("own", normal(helper)) in sources(laid_out(notebook))


def test_many_cells_of_the_students_own_are_laid_out_quickly(released, laid_out):
    """Layout runs on the grader's side, where no time limit holds."""
    released["cells"] += [
        {"cell_type": "code", "metadata": {}, "source": f"value_{i} = {i}"} for i in range(300)
    ]
    started = time.process_time()
    assert len(laid_out(released).cells) == len(RELEASED) + 300
    assert time.process_time() - started < 0.8


# What a cell says


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(x):\n    y = 1", {"f"}),
        ("class A:\n    b = 1", {"A"}),
        ("async def f(): pass", {"f"}),
        ("a = b = 1\nc, (d, *e) = f()", {"a", "b", "c", "d", "e"}),
        ("a: int = 1", {"a"}),
        ("a.b = 1\nc[0] = 2\nprint(d)", set()),
        ("if True:\n    a = 1", set()),
        ("def f(x)\n    return x\nclass A(B):\ny =3\nz == 4", {"f", "A", "y"}),
        ("%time\ndef f(x): pass", {"f"}),
        ("(" * 10_000, set()),
        ("x = '\x00'", {"x"}),
        ("", set()),
    ],
)
def test_names_that_a_cell_defines(source, names):
    assert defined_names(source) == names


def test_blank_lines_and_trailing_spaces_do_not_matter():
    assert normal("\n\na = 1   \n\n\n  b = 2\n") == normal("a = 1\n  b = 2")
    assert normal("a = 1") != normal(" a = 1")


def test_notebooks_are_parsed_in_several_threads_at_once():
    """Python 3.11's parser is not made for that (SystemError: recursion depth mismatch), which
    shows where something is called on each garbage collection, as by Dask."""
    sources = [f"def f{i}(x):\n    return [x + i for i in range(10)]\n" * 20 for i in range(100)]
    before = gc.get_threshold(), sys.getswitchinterval()

    def dawdle(*_):
        time.sleep(0)

    gc.callbacks.append(dawdle)
    gc.set_threshold(50)
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(defined_names, sources))
    finally:
        gc.callbacks.remove(dawdle)
        gc.set_threshold(*before[0])
        sys.setswitchinterval(before[1])
    assert found == [{f"f{i}"} for i in range(100)]


# Cells that have become something else


@pytest.mark.parametrize("kind", ["markdown", "raw"])
@pytest.mark.parametrize("stripped", [False, True], ids=["with ids", "stripped"])
@pytest.mark.parametrize("exercise", NAMED)
def test_an_answer_in_a_text_cell_is_said_to_be_in_one(exercise, stripped, kind, solved, laid_out):
    for cell in solved["cells"]:
        if cell["id"] == exercise:
            cell["cell_type"] = kind
            text = "".join(cell["source"])
        if stripped:
            cell["metadata"], cell["id"] = {}, f"c{id(cell)}"
    found = laid_out(solved)
    assert found.answers(exercise) == []
    assert found.remarks.keys() == {exercise}
    assert "make it a code cell and hand in again." in found.remarks[exercise]
    (kept,) = [cell for cell in found.document if cell.source == text]
    assert (kept.role, kept.kind) == ("own", kind)


def test_an_answer_that_stands_in_a_code_cell_too_is_not_remarked_on(solved, laid_out, source_of):
    for kind in ("markdown", "raw"):
        text = f"My first try:\n\n```python\n{source_of(solved, 'exp_back')}\n```"
        solved["cells"].append({"cell_type": kind, "metadata": {}, "source": text})
    found = laid_out(solved)
    assert found.remarks == {}
    assert len(found.answers("exp_back")) == 1


def test_an_answer_in_a_text_cell_beside_the_untouched_stub_is_remarked_on(
    solved, released, laid_out, source_of, with_source
):
    notebook = with_source(solved, "exp_back", source_of(released, "exp_back"))
    answer = source_of(solved, "exp_back")
    notebook["cells"].append({"cell_type": "raw", "metadata": {}, "source": answer})
    assert "is a text cell (raw)" in laid_out(notebook).remarks["exp_back"]


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_given_cells_that_became_text_are_put_back(kind, solved, laid_out):
    expected = sources(laid_out(solved))
    for cell in solved["cells"]:
        if cell["id"].startswith("given-"):
            cell["cell_type"] = kind
    found = laid_out(solved)
    assert sources(found) == expected
    assert "were put back" in " ".join(found.notes)
    assert not any(cell.role == "own" and cell.kind == kind for cell in found.document)


def test_prose_that_became_code_is_not_run(solved, laid_out):
    expected = sources(laid_out(solved))
    for cell in solved["cells"]:
        if cell["id"].startswith("text-"):
            cell["cell_type"] = "code"
    assert sources(laid_out(solved)) == expected


def test_pasted_characters_are_repaired_with_a_note(solved, laid_out, with_source, source_of):
    expected = sources(laid_out(solved))
    source = source_of(solved, "exp_back").replace("\n    return", "\n\xa0\xa0 \xa0return")
    line = source[: source.index("\xa0")].count("\n") + 1
    found = laid_out(with_source(solved, "exp_back", "\ufeff" + source))
    assert sources(found) == expected
    assert found.remarks == {}
    (note,) = found.notes
    assert "byte order mark (U+FEFF) in line 1 of exp_back" in note
    assert f"non-breaking space (U+00A0) in line {line} of exp_back" in note


def test_what_cannot_be_repaired_is_named(solved, laid_out, with_cells, source_of):
    source = source_of(solved, "exp_back") + "\nx = \u201c"
    line = source.count("\n") + 1
    found = laid_out(with_cells(solved, "exp_back", source, "```\nx = 1\n```"))
    assert f"line {line} has \u201c (U+201C)" in found.remarks["exp_back"]
    assert found.notes == [
        "A cell of your own cannot be read: line 1 is a code fence (```), which belongs to "
        "Markdown: delete the line."
    ]


# Written answers

ESSAY = "explain-two-roads"
STUB = next(c.source for c in released.released_document(UNIT) if c.id == ESSAY)
WORDS = "Three roads lead there. Their parts add up, as the chain rule says."


def place_of(notebook, cell_id):
    return next(i for i, cell in enumerate(notebook["cells"]) if cell["id"] == cell_id)


def new(source, kind="markdown", **more):
    return {"cell_type": kind, "metadata": {}, "id": f"new{len(source)}", "source": source, **more}


def below(notebook, cell):
    notebook["cells"].insert(place_of(notebook, ESSAY) + 1, cell)


def above(notebook, cell):
    notebook["cells"].insert(place_of(notebook, ESSAY), cell)


def in_its_place(notebook, cell):
    notebook["cells"][place_of(notebook, ESSAY)] = cell


def of_its_id(notebook, cell):
    notebook["cells"][place_of(notebook, ESSAY)] |= {**cell, "id": ESSAY}


def in_the_question(notebook, cell):
    question = notebook["cells"][place_of(notebook, ESSAY) - 1]
    question["source"] = "".join(question["source"]) + "\n\n" + cell["source"]


def essay(found):
    (cell,) = [cell for cell in found.document if cell.id == ESSAY]
    return cell


@pytest.mark.parametrize("stripped", [False, True], ids=["with ids", "stripped"])
@pytest.mark.parametrize("kind", ["markdown", "raw", "code", "comments", "string"])
@pytest.mark.parametrize("put", [below, above, in_its_place, of_its_id, in_the_question])
def test_a_written_answer_is_found_wherever_it_was_typed(put, kind, stripped, released, laid_out):
    text = {"comments": "# " + WORDS.replace(". ", ".\n# "), "string": f'"""{WORDS}"""'}
    cell = new(text.get(kind, WORDS), kind if kind in ("markdown", "raw") else "code")
    put(released, cell)
    if stripped:
        for number, cell in enumerate(released["cells"]):
            cell["metadata"], cell["id"] = {}, f"c{number}"
    found = laid_out(released)
    assert essay(found).kind == "markdown"
    assert "chain rule says." in essay(found).source
    assert STUB not in essay(found).source
    others = [cell.source for cell in found.document if cell.id != ESSAY]
    assert not any("chain rule says." in source for source in others)


@pytest.mark.parametrize("stripped", [False, True], ids=["with ids", "stripped"])
def test_an_answer_that_may_stand_elsewhere_is_left_to_a_person(stripped, released, laid_out):
    released["cells"].append(new(WORDS))
    if stripped:
        for number, cell in enumerate(released["cells"]):
            cell["metadata"], cell["id"] = {}, f"c{number}"
    found = laid_out(released)
    assert essay(found).source == submission.LOOKED_FOR
    assert found.notes == [
        "No answer to two-roads was found in its cell; a person will look for it."
    ]
    assert WORDS in [cell.source for cell in found.document if cell.role == "own"]


@pytest.mark.parametrize(
    "cells",
    [[], [new("---")], [new("# My notes")], [new("x = [1,\n 2]", "code")], [new("x = (1", "code")],
     [new("%matplotlib inline", "code")]],
)  # fmt: skip
@pytest.mark.parametrize("delete", [False, True], ids=["with the stub", "without"])
def test_an_answer_that_nobody_wrote_asks_nobody(delete, cells, released, laid_out):
    if delete:
        del released["cells"][place_of(released, ESSAY)]
    released["cells"] += cells
    assert essay(laid_out(released)).source == STUB


def test_code_beside_a_written_answer_stays_code(released, laid_out):
    below(released, new("x = np.ones(3)\nprint(x)", "code"))
    below(released, new(WORDS))
    found = laid_out(released)
    assert essay(found).source == WORDS
    assert ("own", "x = np.ones(3)\nprint(x)") in sources(found)


# Pasted pictures

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="


def picture(data=PNG, kind="image/png", name="image.png"):
    return {"attachments": {name: {kind: data}}}


def test_pasted_pictures_travel_with_their_text(released, laid_out):
    of_its_id(released, new(f"{WORDS} ![](attachment:image.png)", **picture()))
    released["cells"].append(new("![](attachment:image.png)", **picture([PNG[:20], PNG[20:]])))
    found = laid_out(released)
    assert essay(found).attachments == {"image.png": {"image/png": PNG}}
    assert found.document[-1].attachments == {"image.png": {"image/png": PNG}}


def test_pictures_of_one_name_in_several_cells_stay_apart(released, laid_out):
    for data in (PNG, PNG[:-4]):
        below(released, new("![](attachment:image.png)", **picture(data)))
    found = essay(laid_out(released))
    assert found.source == "![](attachment:image.png)\n\n![](attachment:2-image.png)"
    assert [p["image/png"] for p in found.attachments.values()] == [PNG[:-4], PNG]


def test_pictures_in_the_text_itself_become_attachments(released, laid_out):
    data = PNG[:40] * 1000
    text = f"{WORDS} ![plot](data:image/png;base64,{data}) and more"
    of_its_id(released, new(text))
    found = essay(laid_out(released))
    assert found.source == f"{WORDS} ![plot](attachment:inline-1) and more"
    assert found.attachments == {"inline-1": {"image/png": data}}


@pytest.mark.parametrize(
    "attachments",
    [
        {"a.png": {"image/png": "%%%"}},
        {"a.png": {"text/html": PNG}},
        {"a.png": {"image/png": "A" * (10 * 2**20 + 4)}},
        {"a.png": {}},
        {"a.png": None},
        {"a.png": {"image/png": 3}},
        {"a.png": [1, 2]},
    ],
)
def test_what_is_no_picture_is_left_out_with_a_note(attachments, released, laid_out):
    of_its_id(released, new(WORDS, attachments=attachments))
    found = laid_out(released)
    assert essay(found).attachments == {}
    assert found.notes[0].startswith("Pasted pictures were left out: a.png.")


@pytest.mark.parametrize("attachments", [None, 3, [], "x", {}])
def test_attachments_that_are_none_are_passed_over(attachments, released, laid_out):
    of_its_id(released, new(WORDS, attachments=attachments))
    found = laid_out(released)
    assert essay(found).attachments == {}
    assert found.notes == []
