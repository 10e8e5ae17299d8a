"""What comes along when code is pasted, and is no Python."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course.cells import instructions
from autograder.grading.pasted import LOOKALIKES, REPAIRED, oddity, repaired


@pytest.mark.parametrize("character", REPAIRED, ids=ascii)
def test_spaces_and_invisible_characters_are_repaired_in_code_alone(character):
    kept = f"'a{character}b'  # c{character}d\n"
    found, said = repaired(f"x = {kept}if x:\n {character}{character} y ={character} 1\n")
    assert found.startswith(f"x = {kept}")
    assert ast.dump(ast.parse(found)) == ast.dump(ast.parse(f"x = {kept}if x:\n    y = 1\n"))
    assert len(said) == 1
    assert said[0].endswith(f"(U+{ord(character):04X}) in line 3")
    assert repaired(found) == (found, [])


@pytest.mark.parametrize("character", LOOKALIKES, ids=ascii)
def test_what_looks_like_the_keyboards_is_named_with_its_line(character):
    source = f"def f():\n    return 1 {character} 2\n"
    with pytest.raises(SyntaxError):
        ast.parse(source)
    assert repaired(source) == (source, [])
    said = oddity(source)
    assert said.startswith(f"line 2 has {character} (U+{ord(character):04X}), ")
    assert said.endswith(" in its place")
    assert oddity(source, line=10).startswith("line 11 has ")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("```python\nx = 1\n```", "line 1 is a code fence (```)"),
        ("x = 1\n  ```\n", "line 2 is a code fence (```)"),
        ("<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> main", "line 1 is a merge-conflict marker"),
        ("x = 1\n=======\nx = 2", "line 2 is a merge-conflict marker (=======)"),
        ("x = 1\n||||||| base\n", "line 2 is a merge-conflict marker (|||||||)"),
        ("print(\u201chi\u201d)\n```", "line 1 has \u201c (U+201C), a typographic quotation mark"),
        ("x = 1\n# it\u2019s\ny = \u20181", "line 3 has \u2018 (U+2018)"),
        ("x\x00 = 1", "line 1 has (U+0000, a control character)"),
        ("x = 1 \U0001f642", "line 1 has \U0001f642 (U+1F642, slightly smiling face)"),
        ("%%time\nx = \u201ca\u201d", "line 2 has \u201c"),
    ],
)
def test_what_is_no_python_is_named_with_its_line(source, said):
    assert oddity(source).startswith(said)


@pytest.mark.parametrize(
    "source",
    [
        "x = '\u201cquoted\u201d \u2212 \u00d7'  # \u2260\n",
        '"""Doc.\n\n```python\nx \u2212 1\n```\n=======\n"""\n',
        "f'''\n```\n'''",
        "!echo \u201chi\u201d\n%run \u2212x\nfiles = !ls \u2212l\n",
        "%%bash\necho \u201chi\u201d\n```\n",
        "%%html\n\u201chi\u201d",
        "\u03b1 = \u03b2 + \u00b5 - \u00e9t\u00e9 * \u53d8\u91cf * \u2115",
        "x == y\n(a\n == b)",
        "'it\\'s \u201c'",
        "# don't \u201c\nx = 1",
        "",
    ],
)
def test_what_python_or_ipython_reads_is_left_alone(source):
    assert oddity(source) is None
    assert repaired(source) == (source, [])


@given(st.text(alphabet="'\"\\#{}()\n\u201c\u2212\xa0\ufeff!%`=<a1 ", max_size=60))
def test_what_python_can_read_is_never_changed_and_never_odd(source):
    try:
        tree = ast.dump(ast.parse(source))
    except (SyntaxError, ValueError):
        found, said = repaired(source)
        assert (found == source) == (not said)
        return
    if not any(line.lstrip().startswith(("!", "%")) for line in source.splitlines()):
        assert ast.dump(ast.parse(repaired(source)[0])) == tree
        assert oddity(repaired(source)[0]) is None


def test_instructions_are_neither_comments_nor_plain_strings():
    assert instructions("x = 'ab'  # c\n") == "x =   \n"
    assert "{a}" in instructions("f'#{a}'")
    assert "y" not in instructions("'''\n# y\n'''")
