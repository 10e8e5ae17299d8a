"""A Python module handed in instead of a notebook, in whatever state it is."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import build, grading
from autograder.answer_key import PublicKey, ReferenceKey
from autograder.course import assignment, assignment_names
from autograder.module import statements
from autograder.sandbox import WARM, shared_sandbox
from autograder.submission import Unreadable, parse, released_cells

UNIT = "ps3_closures"
EXERCISES = [exercise.id for exercise in assignment(UNIT).exercises]
GIVEN_NOTE = "Definitions that are given were used as they are given: "


def joined(*parts):
    return "\n\n\n".join(parts) + "\n"


@pytest.fixture(scope="module")
def parts():
    """The parts of a solved module: import, copies of given definitions, then the answers."""
    cells = {cell.id: cell.source for cell in build.source_cells(UNIT)}
    given = [cells[f"given-{name}"] for name in ("imports", "tensor", "add")]
    answers = {name: cells[name] for name in EXERCISES if name in cells}
    return {"given": joined(*given), **answers}


@pytest.fixture(scope="module")
def keys():
    return {"self-check": PublicKey(UNIT), "grading": ReferenceKey(UNIT, 3)}


@pytest.fixture
def graded(keys):
    """`graded(source, ...)`: the report on a module; a self-check unless told."""

    def report(source, kind="self-check", **options):
        if WARM and kind == "self-check":
            options["sandbox"] = shared_sandbox("process")
        submission = parse(source.encode(), "submitted.py")
        return grading.grade(submission, keys[kind], **options)

    return report


def statuses(report):
    return {result.id: result.status for result in report.exercises}


either = pytest.mark.parametrize("kind", ["self-check", "grading"])


# Grading


@either
def test_a_module_with_its_own_copies_of_what_is_given_scores_everything(kind, parts, graded):
    report = graded(joined(*parts.values()), kind)
    assert report.score == report.max_score == 100
    assert report.notes == (f"{GIVEN_NOTE}ensure_tensor, Tensor, add.",)


@either
def test_a_module_that_imports_numpy_and_the_rest_from_somewhere_scores_everything(
    kind, parts, graded
):
    head = "import numpy as np\nfrom engine import Tensor, add, ensure_tensor"
    report = graded(joined(head, *list(parts.values())[1:]), kind)
    assert report.score == 100
    assert report.notes == ()


def test_the_order_of_the_functions_does_not_matter(parts, graded):
    assert graded(joined("import numpy as np", *reversed(list(parts.values())))).score == 100


@either
def test_what_is_not_in_the_module_is_not_written_yet_and_costs_its_own_points(kind, parts, graded):
    found = statuses(graded(joined(*(v for k, v in parts.items() if k != "log")), kind))
    assert found.pop("log") == "not_implemented"
    assert found.pop("all_together") != "passed"
    assert set(found.values()) == {"passed"}


def test_a_function_that_python_cannot_parse_costs_its_own_points(parts, graded):
    broken = parts["log"].replace("def log(", "def log((")
    report = graded(joined(*{**parts, "log": broken}.values()), "grading")
    found = statuses(report)
    assert found.pop("log") == "error"
    assert found.pop("all_together") == "error"
    assert set(found.values()) == {"passed"}
    assert "SyntaxError" in next(r.message for r in report.exercises if r.id == "log")


def test_a_wrong_function_gets_its_hint(parts, graded):
    wrong = parts["sub"].replace("-grad_out", "grad_out")
    (result,) = graded(joined(*{**parts, "sub": wrong}.values()), only=["sub"]).exercises
    assert (result.status, result.diagnosis.id) == ("failed", "second-sign-missing")


def test_helpers_of_the_students_own_are_used(parts, graded):
    helper = "def share(g):\n    return -1 * g"
    uses = parts["sub"].replace("-grad_out", "share(grad_out)")
    assert graded(joined(helper, *{**parts, "sub": uses}.values())).score == 100


def test_a_changed_tensor_class_is_the_given_one_again(parts, graded):
    spoiled = parts["given"].replace("np.float32", "np.int64")
    assert graded(joined(*{**parts, "given": spoiled}.values())).score == 100


def test_what_runs_only_as_a_script_is_left_out(parts, graded):
    script = 'if __name__ == "__main__":\n    while True:\n        pass'
    assert graded(joined(*parts.values(), script)).score == 100


def test_the_stubs_alone_score_nothing(graded):
    stubs = [cell.source for cell in released_cells(UNIT) if cell.role == "exercise"]
    report = graded(joined("import numpy as np", *stubs))
    assert report.score == 0
    assert set(statuses(report).values()) == {"not_implemented"}


# Reading


@pytest.mark.parametrize("unit", assignment_names())
def test_a_module_belongs_to_the_unit_whose_exercises_it_answers(unit):
    answers = [
        cell.source
        for cell in build.source_cells(unit)
        if cell.role == "exercise" and assignment(unit)[cell.exercise].names
    ]
    found = parse(joined(*answers).encode(), "submitted.py")
    assert found.assignment.name == unit
    named = [e for e in assignment(unit).exercises if e.names]
    assert all(found.answers(exercise.id) for exercise in named)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "submitted.py does not look like a module of any unit of this course"),
        (b"x = 1\nprint(x)", "submitted.py does not look like a module of any unit of this course"),
        (b"{}", "submitted.py does not look like a module of any unit of this course"),
        ("x = 1".encode("utf-16"), "submitted.py is not UTF-8 text. Save it again as UTF-8."),
        (b"x = 1\n" * 5_001, "submitted.py has 5001 cells; more than 5000 are not graded."),
        (b"x = '" + b"a" * 3 * 2**20 + b"'", "has more than 2 MB of code, which is not graded."),
    ],
    ids=["empty", "another module", "JSON", "UTF-16", "thousands of statements", "megabytes"],
)
def test_what_is_no_module_of_the_course_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(Unreadable) as caught:
        parse(content, "submitted.py", UNIT if b"x = '" in content else None)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_module_named_after_a_unit_belongs_to_it():
    assert parse(b"x = 1", f"ada/{UNIT}.py").assignment.name == UNIT


# Cutting


SOURCE = textwrap.dedent(
    '''
    """Docstring.

    def no_function(): pass
    """
    import os

    # about f
    @decorator
    @another(
        1,
    )
    def f(x):
        text = """
    def g(): pass
    """
        return x


    class A:
        b = 1

    a = 1; c = """
    """; d = 3
    if a:
        b = 2
    else:
        b = 3
    if __name__ == "__main__":
        f(1)
    '''
)


def test_statements_are_whole():
    assert [chunk.split("\n")[0] for chunk in statements(SOURCE)] == [
        '"""Docstring.', "import os", "@decorator", "class A:", 'a = 1; c = """', "if a:",
    ]  # fmt: skip


def test_all_that_is_imported_is_there_and_nothing_twice():
    lines = "\n".join(statements(SOURCE)).split("\n")
    wanted = SOURCE.split("\n")[1:-3]
    assert [line for line in lines if line] == [line for line in wanted if line]


def test_a_module_that_cannot_be_parsed_is_cut_before_its_definitions():
    first, second = "@one\ndef f(x)\n    return x\n", "def g(x):\n    return x"
    script = "if __name__ == '__main__':\n    g(1)\n"
    source = f"import os\n\n{first}\n{second}\n{script}"
    assert statements(source) == ["import os\n", first, second]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_endings_of_other_systems_are_read(newline):
    source = "def f(x):\n    return x\n\n\ndef g(x):\n    return f(x)"
    assert statements(source.replace("\n", newline)) == statements(source)


@pytest.mark.parametrize("source", ["", "\n\n", "# nothing\n", "x = '\x00'", "(" * 10_000, "\x0c"])
def test_odd_sources_are_cut_somehow(source):
    assert all(isinstance(chunk, str) for chunk in statements(source))


@given(st.text(max_size=200))
def test_any_text_is_cut(source):
    assert "".join(statements(source)).count("def ") <= source.count("def ")
